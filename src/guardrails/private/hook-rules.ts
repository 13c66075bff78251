import type { IConstruct } from 'constructs';
import { type HookRule, hookRules } from './hook-function';
import { OF_RESOURCES } from './hooks-of-operations';
import { refusal, valueRefusal } from '../../cdk';
import { type EncryptionHookOperation, EncryptionHookRuleSet } from '../encryption-hook-choices';

/** What an `EncryptionHook` is to check. */
export interface HookChecks {
  readonly operations: readonly EncryptionHookOperation[];
  readonly ruleSet: EncryptionHookRuleSet;
  readonly additionalRules?: readonly string[];
  readonly withoutRules?: readonly string[];
}

/** What distinguishes `dual-layer` from `strict`. */
const DUAL_LAYER_RULE = 'DualLayerDefaultEncryption';

// docs/decisions/0121
/** Throws if a name is wrong, or if an operation would pass without having been checked as the options promise. */
export function assertHookRules(hook: IConstruct, { operations, ruleSet, additionalRules = [], withoutRules = [] }: HookChecks): void {
  const { rules, rulesOfOneResource } = hookRules();
  const added = named(hook, rules, 'additionalRules', additionalRules);
  const removed = named(hook, rules, 'withoutRules', withoutRules).map(({ currentName }) => currentName);
  const both = added.find(({ currentName }) => removed.includes(currentName));
  if (both) { throw refusal(hook, `additionalRules and withoutRules both name ${both.currentName}`, 'leave it out of one of them'); }

  const ofResources = operations.filter((one) => OF_RESOURCES.includes(one));
  if (ofResources.length === 0) { return; }
  if (ofResources.length === operations.length) {
    const never = added.find(({ isOfOneResource }) => !isOfOneResource);
    if (never) {
      throw refusal(hook, `additionalRules names ${never.name}, which cannot be checked on a resource alone, and operations are ${ofResources.join(', ')}`,
        'leave it out, or add STACK to operations');
    }
    const dualLayer = rules.find(({ name }) => name === DUAL_LAYER_RULE);
    if (ruleSet === EncryptionHookRuleSet.DUAL_LAYER && dualLayer?.isOfOneResource === false) {
      throw refusal(hook, `ruleSet is DUAL_LAYER, whose rule ${DUAL_LAYER_RULE} cannot be checked on a resource alone, and operations are ${ofResources.join(', ')}`,
        'use STRICT, or add STACK to operations');
    }
  }
  const left = [...rulesOfOneResource[ruleSet], ...added.flatMap(({ currentName, isOfOneResource }) => (isOfOneResource ? [currentName] : []))];
  if (left.every((name) => removed.includes(name))) {
    throw refusal(hook, `no rule of the rule set ${ruleSet} can be checked on a resource alone, and operations have ${ofResources.join(', ')}`,
      `leave out ${ofResources.join(' and ')}, or use another rule set, for example RECOMMENDED`);
  }
}

function named(hook: IConstruct, rules: readonly HookRule[], prop: string, names: readonly string[]): HookRule[] {
  const found = names.map((name) => {
    const rule = rules.find((one) => one.name === name);
    if (!rule) {
      throw refusal(hook, `${prop} contains ${JSON.stringify(name)}, but this rule doesn't exist`, 'use a name that "npx cdk-s3-encryption rules" lists');
    }
    return rule;
  });
  const twice = found.find(({ currentName }, i) => found.findIndex((one) => one.currentName === currentName) < i);
  if (twice) { throw valueRefusal(hook, prop, names, `specify ${twice.currentName} once`); }
  return found;
}
