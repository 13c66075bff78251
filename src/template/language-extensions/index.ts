export { extended, isExtended } from './extended';
export { isLoop } from './loop';
