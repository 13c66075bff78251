// Loads no parser of YAML, which an app that is synthesized does not need.
export { unseenArtifacts } from './unseen-artifacts';
