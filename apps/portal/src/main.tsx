import './app/mantine.css';
import './app/fonts.css';
import './app/global.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/app';
import { reloadOnNewVersion } from './app/new-version';
import { preloadFallbacks } from './app/router';
import { LANGUAGES, preferredLanguage, startI18n } from './i18n/i18n';

reloadOnNewVersion();
// On its way before the first text asks for it: when a font comes late, what is shown moves.
void document.fonts
  .load("1em 'Golos Text Variable'", `A ${LANGUAGES[preferredLanguage()]}`)
  .catch(() => undefined);

async function start(): Promise<void> {
  await startI18n();
  createRoot(document.getElementById('root')!).render(<App />);
  await preloadFallbacks();
}

void start();
