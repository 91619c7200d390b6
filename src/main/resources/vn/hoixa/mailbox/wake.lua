-- Put before every script.
-- {hoixa}:due            sorted set   resident -> when due (or, while leased, when the lease ends)
-- {hoixa}:box:R          list         event ids in the order of arrival
-- {hoixa}:bodies:R       hash         event id -> body
-- {hoixa}:tries:R        hash         event id -> how often it was claimed
-- {hoixa}:lease:R        hash         token; wake = earliest time noted while leased; more = 1 if one claim was too small
-- {hoixa}:served         hash         OA -> number of the last claim that it got, 0 before the first
local DUE, SERVED = '{hoixa}:due', '{hoixa}:served'

-- Makes the resident due at the given time at the latest; never later than before, never inside a lease.
local function wake(resident, at)
    -- So that claiming knows how many pages there are to look for.
    redis.call('HSETNX', SERVED, string.match(resident, '^[^:]*'), 0)
    local lease = '{hoixa}:lease:' .. resident
    if redis.call('EXISTS', lease) == 1 then
        local noted = redis.call('HGET', lease, 'wake')
        if not noted or tonumber(at) < tonumber(noted) then
            redis.call('HSET', lease, 'wake', at)
        end
    else
        redis.call('ZADD', DUE, 'LT', at, resident)
    end
end
