import { type IResolvable, Lazy } from 'aws-cdk-lib';

/** Values of a condition key that are asked for when the template is made: a single one is no list. */
export function conditionValues(values: () => string[]): IResolvable {
  return Lazy.uncachedAny({
    produce: () => {
      const all = values();
      return all.length === 1 ? all[0] : all;
    },
  });
}
