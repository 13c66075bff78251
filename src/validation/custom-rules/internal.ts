export { assertComplete } from './private/complete';
export { ruleOf } from './private/judged';
