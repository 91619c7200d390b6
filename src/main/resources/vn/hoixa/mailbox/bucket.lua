-- Put before the scripts of the buckets.
-- {hoixa}:bucket:NAME    hash         calls = what is left, at = as of when; closed = until when nothing is taken,
--                                     strikes = how often in a row it was closed
-- Times are milliseconds by the caller's clock; the keys' own life is only so that they do not pile up.
local LIFE = 600000

local function bucket(name)
    return '{hoixa}:bucket:' .. name
end
