export { startKeeper as default } from './servers/keeper-process.js'
