-- ARGV: resident, token, now, next due or '', what becomes of the tries ('clear', 'keep', 'forgive'), event ids that
-- were handled ...   Returns 1, or 0 where the token is no longer the current one.
local resident, token, now, next_due, tries = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]
local lease = '{hoixa}:lease:' .. resident
if redis.call('HGET', lease, 'token') ~= token then
    return 0
end
local box, bodies, counts = '{hoixa}:box:' .. resident, '{hoixa}:bodies:' .. resident, '{hoixa}:tries:' .. resident
for i = 6, #ARGV do
    redis.call('LREM', box, 1, ARGV[i])
    redis.call('HDEL', bodies, ARGV[i])
    redis.call('HDEL', counts, ARGV[i])
end
if tries == 'clear' then
    redis.call('DEL', counts)
elseif tries == 'forgive' then
    for _, id in ipairs(redis.call('HKEYS', counts)) do
        redis.call('HINCRBY', counts, id, -1)
    end
end
local noted, more = redis.call('HGET', lease, 'wake'), redis.call('HGET', lease, 'more')
redis.call('DEL', lease)
redis.call('ZREM', DUE, resident)
if next_due ~= '' then
    wake(resident, next_due)
end
if noted then
    wake(resident, noted)
end
-- What one claim was too small for does not wait for a retry of the rest, unless nothing got done; and whatever is left
-- without a time of its own is due at once.
local went_on = more == '1' and #ARGV > 5
if redis.call('EXISTS', box) == 1 and (went_on or not redis.call('ZSCORE', DUE, resident)) then
    wake(resident, now)
end
-- What was done is committed: open pages show it (see live), unless this user of Redis may not say so.
redis.pcall('PUBLISH', '{hoixa}:changed', resident)
return 1
