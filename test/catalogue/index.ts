import { ACCESS } from './access';
import { BUCKETS } from './buckets';
import { DEFAULTS, DEFAULTS_OF_OTHERS } from './defaults';
import { GUARDRAILS } from './guardrails';
import { KEY_CHANGE } from './key-change';
import { KEY_GRANTS } from './key-grants';
import { KINDS } from './kinds';
import { LOGS } from './logs';
import { MIXINS } from './mixins';
import { MONITORING } from './monitoring';
import { OPTIONS } from './options';
import { type Specimens } from './places';
import { REPLICATION } from './replication';
import { STORED } from './stored';

export * from './places';

/** Every public construct, mixin and method in every mode, each as a user would write it: for what has to hold for all of them. */
export const CATALOGUE: Specimens = {
  ...BUCKETS, ...ACCESS, ...LOGS, ...MIXINS, ...DEFAULTS, ...REPLICATION, ...STORED, ...MONITORING, ...KEY_CHANGE, ...KEY_GRANTS,
};

/** With every option, with other kinds of buckets, and with what denies only, and so lets nobody in. `complete.test.ts` says what is missing. */
export const EVERY_SPECIMEN: Specimens = { ...CATALOGUE, ...GUARDRAILS, ...KINDS, ...DEFAULTS_OF_OTHERS, ...OPTIONS };
