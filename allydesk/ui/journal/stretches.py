"""What two long rows of numbers have in common, found at C speed."""

from array import array


def common_head(left: "array[int]", right: "array[int]") -> int:
    """How many items the two have in common from the front, found by halving, each comparison at C speed."""
    low, high = 0, min(len(left), len(right))
    while low < high:
        middle = (low + high + 1) // 2
        if left[low:middle] == right[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def common_tail(left: "array[int]", right: "array[int]", *, limit: int) -> int:
    """How many items the two have in common from the back, at most `limit`."""
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        if left[len(left) - middle : len(left) - low] == right[len(right) - middle : len(right) - low]:
            low = middle
        else:
            high = middle - 1
    return low
