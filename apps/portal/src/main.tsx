import './app/mantine.css';
import './app/fonts.css';
import './app/global.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/app';
import { reloadOnNewVersion } from './app/new-version';
import { preloadFallbacks } from './app/router';
import { startI18n } from './i18n/i18n';

reloadOnNewVersion();

async function start(): Promise<void> {
  await startI18n();
  createRoot(document.getElementById('root')!).render(<App />);
  await preloadFallbacks();
}

void start();
