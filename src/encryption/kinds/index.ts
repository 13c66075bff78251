export * from './bucket-kind';
export * from './directory-buckets';
export * from './table-buckets';
export * from './vector-buckets';
