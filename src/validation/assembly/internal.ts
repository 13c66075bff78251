// Each is loaded when it is used: an app that is synthesized needs no parser of YAML.
export { Acknowledgements } from './acknowledgements';
export { duplicateKeys, type DuplicateKeys } from './duplicate-keys';
export { unseenArtifacts } from './unseen-artifacts';
