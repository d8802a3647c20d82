export { stopKeeper as default } from './servers/keeper-process.js'
