import { EncryptionHookOperation } from '../encryption-hook-choices';

/** Operations whose requests have one resource. */
export const OF_RESOURCES: readonly EncryptionHookOperation[] = [EncryptionHookOperation.RESOURCE, EncryptionHookOperation.CLOUD_CONTROL];

/** A Hook for some of the operations. */
export interface HookOfOperations {
  /** The ID of its construct. */
  readonly id: string;
  /** What is appended to the name of the Hook. */
  readonly suffix: string;
  readonly operations: readonly EncryptionHookOperation[];
  /** Whether requests have one resource. */
  readonly isOfResources: boolean;
  /** Whether CloudFormation heeds filters of stacks. */
  readonly hasStackFilters: boolean;
}

const HOOKS: readonly HookOfOperations[] = [
  {
    id: 'Resource',
    suffix: '',
    operations: [EncryptionHookOperation.STACK, EncryptionHookOperation.CHANGE_SET],
    isOfResources: false,
    hasStackFilters: true,
  },
  { id: 'Resources', suffix: 'Resources', operations: [EncryptionHookOperation.RESOURCE], isOfResources: true, hasStackFilters: true },
  { id: 'CloudControl', suffix: 'CloudControl', operations: [EncryptionHookOperation.CLOUD_CONTROL], isOfResources: true, hasStackFilters: false },
];

// docs/decisions/0120
/**
 * The Hooks that operations need, each with the operations of its kind. A Hook that targets Cloud Control API loses all filters of stacks, and with
 * names of types a Hook is for resources only. Names don't depend on what else is evaluated, so that operations can be added.
 *
 * @see https://docs.aws.amazon.com/cloudformation-cli/latest/hooks-userguide/hooks-stack-level-filtering.html
 */
export function hooksOf(operations: readonly EncryptionHookOperation[]): HookOfOperations[] {
  return HOOKS.map((hook) => ({ ...hook, operations: operations.filter((one) => hook.operations.includes(one)) }))
    .filter((hook) => hook.operations.length > 0);
}

/** No suffix is longer. */
export const LONGEST_SUFFIX = Math.max(...HOOKS.map(({ suffix }) => suffix.length));
