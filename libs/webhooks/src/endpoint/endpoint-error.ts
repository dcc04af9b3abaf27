/**
 * What is wrong with an endpoint. All but `dns` are refusals by policy and final; `dns` passes.
 * `address` – the host is, or has, an address of a forbidden network; `platform` – it is one of our own pages or routes.
 */
export type EndpointReason =
  'url' | 'scheme' | 'userinfo' | 'fragment' | 'host' | 'port' | 'address' | 'platform' | 'dns';

/** An endpoint that may not be called (`blocked-address`, final) or cannot be found now (`dns`, to be retried). */
export class EndpointError extends Error {
  override readonly name = 'EndpointError';
  readonly class: 'blocked-address' | 'dns';

  /** @param message one sentence for the endpoint's owner, without the URL or an address found by DNS */
  constructor(
    readonly reason: EndpointReason,
    message: string,
  ) {
    super(message);
    this.class = reason === 'dns' ? 'dns' : 'blocked-address';
  }
}
