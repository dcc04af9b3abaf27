const RELOADED = 'anika-reloaded-for';

/** A tab that was open during a release asks for files that are gone: it is reloaded once. */
export function reloadOnNewVersion(): void {
  window.addEventListener('vite:preloadError', (event) => {
    if (sessionStorage.getItem(RELOADED) === location.href) return;
    event.preventDefault();
    sessionStorage.setItem(RELOADED, location.href);
    location.reload();
  });
}
