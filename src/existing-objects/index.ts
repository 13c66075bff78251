export * from './encryption-inventory';
export * from './encryption-inventory-props';
export * from './inventory-field';
