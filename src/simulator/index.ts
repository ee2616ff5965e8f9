/**
 * A simulated Torrent Server for tests and for work without one: `startSimulator(options)` starts it in this process.
 */
export { type Simulator, type SimulatorOptions, startSimulator } from './server.js';
export type { Lab, LabOptions, Row } from './api.js';
export type { ReleaseName } from './releases/release.js';
export type { LogEntry } from './http/request-log.js';
export {
  type Cost,
  type Delay,
  type Fault,
  type Fit,
  type PageName,
  type Spoiling,
  type Stretch,
  type Weather,
  WeatherError,
  type WeatherName,
  type WeatherRule,
} from './weather/weather.js';
