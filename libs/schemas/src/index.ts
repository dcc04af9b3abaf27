export * from './check-schema';
export * from './compatibility';
export * from './compile';
export { DRAFT, LIMITS } from './dialect';
export { FORMATS } from './formats';
export { isDeeperThan, type Schema } from './walk';
