export { type Acknowledgements } from './acknowledgements';
export { InputError } from './input-error';
export { type Inputs, readInputs } from './read-inputs';
export { type TemplateFile } from './template-file';
