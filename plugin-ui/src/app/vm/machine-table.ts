import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  input,
  signal,
  untracked,
} from '@angular/core';
import { ClrDatagridModule } from '@clr/angular/data/datagrid';
import type { ClrDatagridStateInterface } from '@clr/angular/data/datagrid';
import { ClrIcon } from '@clr/angular/icon';
import { ProblemAlert } from '../shared/problem-alert';
import { StatusText } from '../shared/status-text';
import { VmDiskList } from '../shared/vm-disk-list';
import { VmReasonList } from '../shared/vm-reason-list';
import type { Machine } from './machine-choice';
import type { MachineShow } from './machine-pages';
import type { MachineRowView } from './machine-row-view';
import { machineRowView } from './machine-row-view';
import type { MachinePart } from './policy-desk';
import { vmMessages } from './vm-messages';

const SHOWS: readonly MachineShow[] = ['all', 'ticked', 'refused'];
/** A short selection shows its disks without a click. */
const OPEN_AT_MOST = 2;

/** The machines of the dialog with a tick for each, and below each its disks. */
@Component({
  selector: 'rtr-machine-table',
  imports: [ClrDatagridModule, ClrIcon, ProblemAlert, StatusText, VmDiskList, VmReasonList],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './machine-table.html',
  styleUrl: './machine-table.css',
})
export class MachineTable {
  readonly part = input.required<MachinePart>();
  readonly mode = input.required<'assign' | 'remove'>();

  protected readonly text = vmMessages.list;
  /** Rows whose state is not what it was at first. */
  readonly #toggled = signal<ReadonlySet<string>>(new Set());
  protected readonly pages = computed(() => this.part().pages);
  protected readonly choice = computed(() => this.part().choice);
  protected readonly problem = computed(() => {
    const state = this.pages().data.state();
    return state.kind === 'loading' ? null : state.problem;
  });
  protected readonly shows = computed(() => {
    const machines = this.choice().machines();
    const counts: Readonly<Record<MachineShow, number>> = {
      all: machines.length,
      ticked: this.choice().ticked().length,
      refused: machines.filter(({ isEligible }) => !isEligible).length,
    };
    return SHOWS.map((value) => ({ value, label: this.text.show[value](counts[value]) }));
  });
  /** Searching and filtering a handful would only take room. */
  protected readonly hasToolbar = computed(() => this.choice().machines().length > 5);
  protected readonly views = computed(() =>
    this.pages()
      .onScreen()
      .map((machine) =>
        machineRowView(machine, this.pages().rows().get(machine.id), {
          choice: this.choice(),
          mode: this.mode(),
        }),
      ),
  );
  protected readonly headTick = computed(() => {
    const tickable = this.views().filter(({ canToggle }) => canToggle);
    const ticked = tickable.filter(({ tick }) => tick !== 'off');
    if (ticked.length === 0) return 'off';
    return ticked.every(({ tick }) => tick === 'on') && ticked.length === tickable.length
      ? 'on'
      : 'some';
  });
  protected readonly range = computed(() => {
    const shown = this.views().length;
    if (shown === 0) return '';
    const first = (this.pages().page() - 1) * this.pages().size + 1;
    return this.text.range(first, first + shown - 1, this.pages().matching().length);
  });

  constructor() {
    effect(() => {
      const pages = this.pages();
      if (pages.key() !== '') untracked(() => void pages.data.load());
    });
  }

  protected find(event: Event): void {
    if (event.target instanceof HTMLInputElement) this.pages().search.set(event.target.value);
  }

  protected chooseShow(event: Event): void {
    if (!(event.target instanceof HTMLSelectElement)) return;
    const { value } = event.target;
    this.pages().show.set(SHOWS.find((show) => show === value) ?? 'all');
  }

  protected turn({ page }: ClrDatagridStateInterface): void {
    const wanted = page?.current ?? 1;
    if (wanted !== this.pages().page()) this.pages().page.set(wanted);
  }

  protected toggle(event: Event, view: MachineRowView): void {
    keepTick(event, view.tick);
    this.choice().toggle(view.machine);
  }

  /** The grid's arrow keys lead to the tick, the Tab key to its cell: there, Space does the same. */
  protected toggleByCell(event: Event, view: MachineRowView): void {
    if (event.target !== event.currentTarget || !view.canToggle) return;
    event.preventDefault();
    this.choice().toggle(view.machine);
  }

  protected togglePage(event: Event): void {
    keepTick(event, this.headTick());
    const isWanted = this.headTick() !== 'on';
    this.choice().tickAll(
      this.views().map(({ machine }) => machine),
      isWanted,
    );
  }

  protected toggleDisk({ machine, row }: MachineRowView, key: number): void {
    if (row) this.choice().toggleDisk(machine, row, key);
  }

  protected isOpen({ id }: Machine): boolean {
    const isOpenAtFirst = this.choice().machines().length <= OPEN_AT_MOST;
    return this.#toggled().has(id) !== isOpenAtFirst;
  }

  protected setOpen(machine: Machine, isWanted: boolean): void {
    if (this.isOpen(machine) === isWanted) return;
    this.#toggled.update((before) => {
      const after = new Set(before);
      if (!after.delete(machine.id)) after.add(machine.id);
      return after;
    });
  }
}

/** The box follows the choice, not the browser. */
function keepTick(event: Event, tick: MachineRowView['tick']): void {
  if (!(event.target instanceof HTMLInputElement)) return;
  event.target.checked = tick === 'on';
  event.target.indeterminate = tick === 'some';
}
