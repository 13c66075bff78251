import { type Environment, environmentText, type Text } from '../../template';

interface Placed { readonly environment: Environment }

/** The account that a resource is made in: its number, or the hole that stands for it wherever it is meant. */
export function accountOf({ environment }: Placed): string | Text {
  return environmentText('AWS::AccountId', environment);
}

/** The Region that a resource is made in: its name, or the hole that stands for it wherever it is meant. */
export function regionOf({ environment }: Placed): string | Text {
  return environmentText('AWS::Region', environment);
}

/** The partition of a resource: its name, or the hole that stands for it wherever it is meant. */
export function partitionOfResource({ environment }: Placed): string | Text {
  return environmentText('AWS::Partition', environment);
}

/** The suffix of domain names where a resource is, or the hole that stands for it wherever it is meant. */
export function urlSuffixOf({ environment }: Placed): string | Text {
  return environmentText('AWS::URLSuffix', environment);
}
