import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './app/fonts.css';
import './app/global.css';
import { setNonce } from 'get-nonce';
import { createRoot } from 'react-dom/client';
import { App } from './app/app';
import { reloadOnNewVersion } from './app/new-version';
import { startI18n } from './i18n/i18n';

// What writes styles at run time (scroll locks) takes the nonce from here.
setNonce(document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? '');
reloadOnNewVersion();

void startI18n().then(() => createRoot(document.getElementById('root')!).render(<App />));
