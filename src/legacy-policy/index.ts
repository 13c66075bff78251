export * from './policy-plan';
export * from './uploads';
