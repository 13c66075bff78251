export * from './customer-key-options';
export * from './directory/directory-bucket-encryption';
export * from './directory/directory-bucket-zone';
export * from './directory/encrypted-directory-bucket';
export * from './directory/encrypted-directory-bucket-props';
export * from './table/encrypted-table-bucket';
export * from './table/encrypted-table-bucket-props';
export * from './table/table-bucket-encryption';
