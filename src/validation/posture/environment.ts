import { type Resource, type Text, textOf } from '../../template';
import { pseudoParameter } from '../../template/pseudo-parameters';

/** The account that a resource is made in: its number, or the hole that stands for it wherever it is meant. */
export function accountOf(resource: Resource): string | Text {
  return pseudo('AWS::AccountId', resource);
}

/** The Region that a resource is made in: its name, or the hole that stands for it wherever it is meant. */
export function regionOf(resource: Resource): string | Text {
  return pseudo('AWS::Region', resource);
}

/** The partition of a resource: its name, or the hole that stands for it wherever it is meant. */
export function partitionOfResource(resource: Resource): string | Text {
  return pseudo('AWS::Partition', resource);
}

function pseudo(name: string, { template, environment }: Resource): string | Text {
  return textOf(pseudoParameter(name, { template, environment, stackName: undefined })) ?? '';
}
