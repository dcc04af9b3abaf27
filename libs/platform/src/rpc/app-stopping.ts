import { AnikaError } from '@anika/contracts';

/** A call that came after the app began to stop: it was not taken, so that another replica may be asked. */
export class AppStopping extends AnikaError {
  constructor() {
    super('SERVICE_UNAVAILABLE', { detail: 'The app is stopping.' });
  }
}
