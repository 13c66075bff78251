export { isServerless, isServerlessType, type Serverless, transform } from './transform';
