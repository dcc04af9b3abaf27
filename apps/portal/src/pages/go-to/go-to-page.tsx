import { Navigate, useParams } from '@tanstack/react-router';
import { pageOf } from '../../lib/short-id';
import { toSearch } from '../../lib/to-search';
import { NotFound } from '../../ui/error-state';

/** `/go/{id}`: the page of any id. */
export function GoToPage() {
  const { id } = useParams({ from: '/shell/go/$id' });
  const page = pageOf(id);
  return page === undefined ? <NotFound /> : <Navigate {...toSearch(page)} replace />;
}
