import { Injectable } from '@nestjs/common';
import { AuthConfig } from '../auth.config';

/** Addresses of pages that take a token. nginx does not log what follows `/invite/` and `/reset/`. */
@Injectable()
export class Links {
  constructor(private readonly config: AuthConfig) {}

  invite(token: string): string {
    return new URL(`/invite/${token}`, this.config.PUBLIC_URL).href;
  }

  reset(token: string): string {
    return new URL(`/reset/${token}`, this.config.PUBLIC_URL).href;
  }
}
