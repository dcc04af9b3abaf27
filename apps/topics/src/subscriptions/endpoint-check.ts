import { AnikaError, type FieldError, MAX_HEADERS } from '@anika/contracts';
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
    this.policy = {
      allowHttp: config.WEBHOOK_ALLOW_HTTP,
      allowedCidrs,
      platform: { publicUrl: config.PUBLIC_URL },
    };
    this.resolver = new EndpointResolver({ allowedCidrs });
  }

  /** @throws {AnikaError} ENDPOINT_REFUSED or VALIDATION_FAILED, with all that is wrong in words. */
  async assert(url: string | undefined, headers: Readonly<Record<string, string>>): Promise<void> {
    const errors = await this.mistakes(url, headers);
    const refused = errors.find(({ code }) => code === 'ENDPOINT_REFUSED');
    if (refused) throw new AnikaError('ENDPOINT_REFUSED', { detail: refused.message, errors });
    if (errors.length > 0) throw new AnikaError('VALIDATION_FAILED', { errors });
  }

  async mistakes(
    url: string | undefined,
    headers: Readonly<Record<string, string>>,
  ): Promise<readonly FieldError[]> {
    const inUrl = url === undefined ? undefined : await this.urlError(url);
    return [...(inUrl ? [inUrl] : []), ...headerErrors(headers)];
  }

  /** @throws {AnikaError} VALIDATION_FAILED */
  assertHeaders(headers: Readonly<Record<string, string>>): void {
    const errors = headerErrors(headers);
    if (errors.length > 0) throw new AnikaError('VALIDATION_FAILED', { errors });
  }

  private async urlError(url: string): Promise<FieldError | undefined> {
    try {
      const endpoint: Endpoint = parseEndpoint(url, this.policy);
      if (!endpoint.literal && !endpoint.isInbox) await this.resolver.resolve(endpoint.hostname);
      return undefined;
    } catch (error) {
      if (!(error instanceof EndpointError)) throw error;
      const { message, reason } = error;
      return { pointer: '/url', code: 'ENDPOINT_REFUSED', message, params: { reason } };
    }
  }
}

function headerErrors(headers: Readonly<Record<string, string>>): FieldError[] {
  const errors = validateCustomHeaders(headers).map(({ name, message }): FieldError => ({
    pointer: `/headers/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`,
    code: 'INVALID',
    message,
  }));
  const isTooMany = Object.keys(headers).length > MAX_HEADERS;
  const tooMany: FieldError = {
    pointer: '/headers',
    code: 'TOO_BIG',
    message: `must have at most ${MAX_HEADERS} headers`,
  };
  return isTooMany ? [...errors, tooMany] : errors;
}
