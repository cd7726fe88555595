"""Which moments are selected, and the one among them that keys act on."""

from allydesk.story.chart.hits import between, in_order, stepped
from allydesk.story.chart.plot import Plot
from allydesk.story.chart.scale import Span
from allydesk.story.ids import MomentId

Ids = tuple[MomentId, ...]


class Choosing:
    """A selection as lists have it: a current moment, an anchor that ranges are counted from, and all the selected."""

    def __init__(self) -> None:
        self.plot = Plot([], [])
        self.selected: Ids = ()
        self.current: MomentId | None = None
        self._anchor: MomentId | None = None

    def take_plot(self, plot: Plot) -> None:
        """Forget what is no longer on the chart."""
        self.plot = plot
        self.selected = in_order(plot, self.selected)
        if self.current is not None and plot.index_of(self.current) is None:
            self.current = self.selected[-1] if self.selected else None
        if self._anchor is not None and plot.index_of(self._anchor) is None:
            self._anchor = self.current

    def choose(self, ids: Ids) -> None:
        """These and no others; the last of them is the current one unless the current one is among them."""
        self.selected = in_order(self.plot, ids)
        if self.current not in self.selected:
            self.current = self.selected[-1] if self.selected else None
        self._anchor = self.current

    def only(self, moment_id: MomentId) -> None:
        """This one."""
        self.selected, self.current, self._anchor = (moment_id,), moment_id, moment_id

    def none(self) -> None:
        """Select nothing; the current one stays, so that keys go on from there."""
        self.selected = ()

    def toggle(self, moment_id: MomentId) -> None:
        """Select it too, or no longer."""
        if moment_id in self.selected:
            self.selected = tuple(one for one in self.selected if one != moment_id)
        else:
            self.selected = in_order(self.plot, (*self.selected, moment_id))
        self.current = self._anchor = moment_id

    def extend_to(self, moment_id: MomentId) -> None:
        """All from the anchor to this one."""
        anchor = self._anchor if self._anchor is not None else moment_id
        self.selected = tuple(between(self.plot, anchor, moment_id))
        self.current, self._anchor = moment_id, anchor

    def walk(self, step: int, *, span: Span, extend: bool = False, move_only: bool = False) -> None:
        """Go so many moments on: select that one, or up to it, or go there without selecting."""
        goal = stepped(self.plot, self.current, step, span=span)
        if goal is None:
            return
        if extend:
            self.extend_to(goal)
        elif move_only:
            self.current = self._anchor = goal
        else:
            self.only(goal)
