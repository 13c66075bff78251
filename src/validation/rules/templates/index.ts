import type { Rule } from '../rule';
import { allResourcesVisible } from './all-resources-visible';

export const TEMPLATE_RULES: readonly Rule[] = [
  allResourcesVisible,
];
