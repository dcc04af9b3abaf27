import { parseParams, type UrlParams } from './url-params';

/** A whole address as the router's links take it. @example toSearch('/access?tab=requests') // { to: '/access', search: { tab: 'requests' } } */
export function toSearch(address: string): { readonly to: string; readonly search: UrlParams } {
  const [to = '/', search = ''] = address.split('?');
  return { to, search: parseParams(search) };
}
