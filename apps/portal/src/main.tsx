import '@mantine/core/styles.css';
import './app/fonts.css';
import './app/global.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/app';
import { reloadOnNewVersion } from './app/new-version';
import { startI18n } from './i18n/i18n';

reloadOnNewVersion();

void startI18n().then(() => createRoot(document.getElementById('root')!).render(<App />));
