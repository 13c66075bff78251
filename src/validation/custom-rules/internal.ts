export { assertComplete } from './private/complete';
export { ruleOf } from './private/judged';
export { viewsOf } from './private/views';
