export { decodeText } from './decode';
export { type DuplicateKey } from './duplicate-key';
export { type LenientlyParsed, parseLeniently, parseTemplate } from './parse-template';
export { type Position } from './position';
export { SourceMap } from './source-map';
export { TemplateError } from './template-error';
