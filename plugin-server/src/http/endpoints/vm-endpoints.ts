import { vcenterParamsSchema } from '../../contract/ids.ts';
import { routes } from '../../contract/routes.ts';
import {
  vmFilterChoicesSchema,
  vmPageSchema,
  vmQuerySchema,
  vmSelectionRequestSchema,
  vmSelectionSchema,
} from '../../contract/virtual-machine.ts';
import type { VmPageReader } from '../../services/vm-use-cases.ts';
import { endpoint } from '../endpoint.ts';
import type { Endpoint } from '../endpoint.ts';
import { presentVmFilterChoices, presentVmPage, presentVmSelection } from '../presenters/vm.ts';

/** Virtual machines to choose from: pages of them, all that match, and what can be filtered by. Two of these are POST because a filter may be long. */
export function vmEndpoints(pages: VmPageReader): readonly Endpoint[] {
  return [
    ...questions(pages),
    endpoint({
      method: 'get',
      status: 200,
      path: routes.vmFilters,
      operationId: 'listVirtualMachineFilters',
      summary: 'Folders and tags that virtual machines can be filtered by',
      problems: ['notPermitted'],
      params: vcenterParamsSchema,
      response: vmFilterChoicesSchema,
      handle: async ({ user }) => ({
        body: presentVmFilterChoices(await pages.filterChoices(user)),
      }),
    }),
  ];
}

function questions(pages: VmPageReader): readonly Endpoint[] {
  return [
    endpoint({
      method: 'post',
      status: 200,
      path: routes.vmQuery,
      operationId: 'queryVirtualMachines',
      summary: 'One page of virtual machines with their disks and policies; changes nothing',
      problems: ['notPermitted', 'requestTooLarge'],
      params: vcenterParamsSchema,
      body: vmQuerySchema,
      response: vmPageSchema,
      handle: async ({ user, body }) => ({ body: presentVmPage(await pages.page(user, body)) }),
    }),
    endpoint({
      method: 'post',
      status: 200,
      path: routes.vmSelection,
      operationId: 'selectVirtualMachines',
      summary: 'All virtual machines that match and can be chosen; changes nothing',
      problems: ['notPermitted', 'requestTooLarge'],
      params: vcenterParamsSchema,
      body: vmSelectionRequestSchema,
      response: vmSelectionSchema,
      handle: async ({ user, body: { filter, ineligible } }) => {
        const wish = { filter, includeIneligible: ineligible === 'include' };
        return { body: presentVmSelection(await pages.selection(user, wish)) };
      },
    }),
  ];
}
