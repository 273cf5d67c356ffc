import { ref } from './managed-object.ts';

/** References that every vCenter has under the same value. vSphere API reference, recorded traffic. */
export const SERVICE_INSTANCE = ref('ServiceInstance', 'ServiceInstance');
export const ROOT_FOLDER = ref('Folder', 'group-d1');
export const PROPERTY_COLLECTOR = ref('PropertyCollector', 'propertyCollector');
export const VIEW_MANAGER = ref('ViewManager', 'ViewManager');
export const SESSION_MANAGER = ref('SessionManager', 'SessionManager');
export const AUTHORIZATION_MANAGER = ref('AuthorizationManager', 'AuthorizationManager');
export const TASK_MANAGER = ref('TaskManager', 'TaskManager');
export const EXTENSION_MANAGER = ref('ExtensionManager', 'ExtensionManager');
