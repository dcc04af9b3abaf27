import { startApp } from '@anika/platform';
import { TopicsConfig } from './topics.config';
import { TopicsModule } from './topics.module';

void startApp({ name: 'topics', module: TopicsModule, config: TopicsConfig });
