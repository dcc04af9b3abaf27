import { startApp } from '@anika/platform';
import { DispatcherConfig } from './dispatcher.config';
import { DispatcherModule } from './dispatcher.module';

void startApp({ name: 'dispatcher', module: DispatcherModule, config: DispatcherConfig });
