import { isAbsent, isMap, isUnknown, optionsOf, Unknown, type Value } from '../../../template';

/** Every statement that a policy can have, one by one; one that is not known where more cannot be determined. */
export function statementValues(document: Value | undefined): readonly Value[] {
  if (document === undefined) { return []; }
  return optionsOf(document).flatMap((one): readonly Value[] => {
    if (isAbsent(one)) { return []; }
    if (isMap(one)) { return listed(one.Statement ?? []); }
    return [isUnknown(one) ? one : new Unknown('it is not known what the policy says')];
  });
}

function listed(value: Value): readonly Value[] {
  return optionsOf(value).flatMap((option) => (Array.isArray(option) ? option.flatMap(listed) : isAbsent(option) ? [] : [option]));
}
