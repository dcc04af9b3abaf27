import { SetMetadata } from '@nestjs/common';

export const UNGUARDED = 'anika:unguarded';

/** A route for the machine room (health, metrics): nginx never routes to it, so it asks for no credential. */
export const Unguarded = () => SetMetadata(UNGUARDED, true);
