export type { ConditionKeyType } from './condition-key';
export { conditionKeyName } from './condition-key-name';
export { CONDITION_KEY_TYPES } from './condition-key-types';
export { KMS_ACTIONS } from './kms-actions';
export { S3_ACTIONS } from './s3-actions';
export type { AccessLevel, ResourceType, ServiceAction } from './service-action';
