import { AnikaError } from '@anika/contracts';
import {
  type Endpoint,
  EndpointError,
  EndpointResolver,
  parseCidrs,
  parseEndpoint,
  validateCustomHeaders,
} from '@anika/webhooks';
import { Injectable } from '@nestjs/common';
import { TopicsConfig } from '../topics.config';

/** The rules for endpoints when a subscription is written; they are checked again at every attempt. */
@Injectable()
export class EndpointCheck {
  private readonly policy;
  private readonly resolver: EndpointResolver;

  constructor(config: TopicsConfig) {
    const allowedCidrs = parseCidrs(config.WEBHOOK_ALLOWED_CIDRS);
    this.policy = { allowHttp: config.WEBHOOK_ALLOW_HTTP, allowedCidrs };
    this.resolver = new EndpointResolver({ allowedCidrs });
  }

  /** @throws {AnikaError} ENDPOINT_REFUSED with what is wrong, in words. */
  async assertAllowed(url: string): Promise<void> {
    try {
      const endpoint: Endpoint = parseEndpoint(url, this.policy);
      if (!endpoint.literal) await this.resolver.resolve(endpoint.hostname);
    } catch (error) {
      if (!(error instanceof EndpointError)) throw error;
      throw new AnikaError('ENDPOINT_REFUSED', {
        detail: error.message,
        errors: [{ pointer: '/url', code: 'ENDPOINT_REFUSED', message: error.message }],
      });
    }
  }

  /** @throws {AnikaError} VALIDATION_FAILED naming each header that may not be set. */
  assertHeaders(headers: Readonly<Record<string, string>>): void {
    const errors = validateCustomHeaders(headers).map(({ name, message }) => ({
      pointer: `/headers/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`,
      code: 'INVALID',
      message,
    }));
    if (errors.length > 0) throw new AnikaError('VALIDATION_FAILED', { errors });
  }
}
