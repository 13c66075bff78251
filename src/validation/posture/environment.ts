import { environmentText, type Resource, type Text } from '../../template';

/** The account that a resource is made in: its number, or the hole that stands for it wherever it is meant. */
export function accountOf({ environment }: Resource): string | Text {
  return environmentText('AWS::AccountId', environment);
}

/** The Region that a resource is made in: its name, or the hole that stands for it wherever it is meant. */
export function regionOf({ environment }: Resource): string | Text {
  return environmentText('AWS::Region', environment);
}

/** The partition of a resource: its name, or the hole that stands for it wherever it is meant. */
export function partitionOfResource({ environment }: Resource): string | Text {
  return environmentText('AWS::Partition', environment);
}
