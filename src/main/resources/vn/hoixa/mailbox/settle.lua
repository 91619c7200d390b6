-- ARGV: resident, token, next due or '', what becomes of the tries ('clear', 'keep', 'forgive'), event ids that were
-- handled ...   Returns 1, or 0 where the token is no longer the current one.
local resident, token, next_due, tries = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local lease = '{hoixa}:lease:' .. resident
if redis.call('HGET', lease, 'token') ~= token then
    return 0
end
local box, bodies, counts = '{hoixa}:box:' .. resident, '{hoixa}:bodies:' .. resident, '{hoixa}:tries:' .. resident
for i = 5, #ARGV do
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
local noted = redis.call('HGET', lease, 'wake')
redis.call('DEL', lease)
redis.call('ZREM', DUE, resident)
if next_due ~= '' then
    wake(resident, next_due)
end
if noted then
    wake(resident, noted)
end
-- Whatever is left without a time of its own (more events than one claim takes) is due at once.
if redis.call('EXISTS', box) == 1 and not redis.call('ZSCORE', DUE, resident) then
    wake(resident, 0)
end
return 1
