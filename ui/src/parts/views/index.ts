export { filtersOf, type BuiltIn, type Filters } from './state';
export { ViewsMenu } from './ViewsMenu';
