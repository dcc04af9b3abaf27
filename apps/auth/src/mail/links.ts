import { Injectable } from '@nestjs/common';
import { AuthConfig } from '../auth.config';

/** Addresses of pages for mails. nginx does not log the tokens that follow `/invite/` and `/reset/`. */
@Injectable()
export class Links {
  constructor(private readonly config: AuthConfig) {}

  invite(token: string): string {
    return new URL(`/invite/${token}`, this.config.PUBLIC_URL).href;
  }

  page(path: string): string {
    return new URL(path, this.config.PUBLIC_URL).href;
  }

  reset(token: string): string {
    return new URL(`/reset/${token}`, this.config.PUBLIC_URL).href;
  }
}
