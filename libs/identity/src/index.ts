export * from './access.decorators';
export * from './access.guard';
export * from './current-identity.decorator';
export * from './identity-of';
