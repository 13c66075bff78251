export type { ConditionKeyType } from './condition-key';
export { conditionKeyName } from './condition-key-name';
export { CONDITION_KEY_TYPES } from './condition-key-types';
export { KMS_ACTIONS } from './kms-actions';
export { S3_ACTIONS } from './s3-actions';
export { S3_EXPRESS_ACTIONS } from './s3express-actions';
export { S3_TABLES_ACTIONS } from './s3tables-actions';
export { S3_VECTORS_ACTIONS } from './s3vectors-actions';
export type { AccessLevel, ResourceType, ServiceAction } from './service-action';
