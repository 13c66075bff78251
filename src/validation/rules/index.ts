import { ACCESS_RULES } from './access';
import { BUCKET_KIND_RULES } from './bucket-kinds';
import { DEFAULT_ENCRYPTION_RULES } from './default-encryption';
import { KEY_RULES } from './keys';
import { LOG_RULES } from './logs';
import { REPLICATION_RULES } from './replication';
import type { Rule } from './rule';
import { TEMPLATE_RULES } from './templates';
import { TRANSPORT_RULES } from './transport';
import { UPLOAD_RULES } from './uploads';

export * from './controls';
export { defaultsOf } from './default-encryptions';
export * from './examples-of';
export * from './names';
export * from './rule';
export * from './rule-name';
export * from './rule-page';
export * from './severity';
export * from './similar';

/** Every rule there is. */
export const RULES: readonly Rule[] = [
  ...DEFAULT_ENCRYPTION_RULES,
  ...KEY_RULES,
  ...TRANSPORT_RULES,
  ...UPLOAD_RULES,
  ...LOG_RULES,
  ...REPLICATION_RULES,
  ...ACCESS_RULES,
  ...BUCKET_KIND_RULES,
  ...TEMPLATE_RULES,
];
