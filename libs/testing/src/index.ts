export * from './browser';
export * from './eventually';
export * from './factories';
export * from './processes';
export * from './receiver';
export * from './stack';
